"""Which places may be twinned next: scores of unlinked pairs, one learnt from them, and how right they are."""
