select "token", "email", "commitment", "language", "origin", "asked_at", "confirmed_at", "told_until"
from "commitments"."followers"
where "city" = $1
order by "asked_at", "token"
