"""Who does what where and when: the rows of a 3W, whatever format they come in (HXL, HAPI, a mapping).

record["org", "sectors", "adm1_code", ...] -> presence.told(record): an organisation at work somewhere,
                                              or, where an activity is named, an aid item.
"""
