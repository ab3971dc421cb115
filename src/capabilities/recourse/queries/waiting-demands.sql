select "reference", "place", "starts_at", "ends_at"
from "recourse"."preservations"
where "city" = $1 and "mailed" = $2 and "starts_at" >= $3
order by "reference"
