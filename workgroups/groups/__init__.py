"""Bodies, programmes, groups, delegations, seats, offices, invitations."""
