select "indicator", "day", "value"
from "commitments"."measurements"
where "city" = $1
order by "day", "indicator"
