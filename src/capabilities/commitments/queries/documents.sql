select "e"."commitment", "e"."reference", "e"."party", "e"."title", "e"."address", "e"."words", "e"."dated", "e"."given_at", "d"."verdict", "d"."reasons", "d"."decided_at"
from "commitments"."evidence" as "e"
left join "commitments"."evidence_decisions" as "d" on "d"."city" = "e"."city" and "d"."reference" = "e"."reference"
where "e"."city" = $1
order by "e"."given_at", "e"."reference"
