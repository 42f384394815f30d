"""FollowTheMoney: what its entities and links are in our vocabulary."""
