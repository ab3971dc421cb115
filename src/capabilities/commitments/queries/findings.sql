select "commitment", "party", "number", "finding", "reasons", "evidence", "indicators", "found_at", "year"
from "commitments"."findings"
where "city" = $1
order by "commitment", "party", "number"
