-- A demand that had nowhere to go is mailed once there is an address, with a link of its own.
grant update (token_hash, mailed) on recourse.preservations to visavis_app;
