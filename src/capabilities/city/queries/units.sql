select "unit", "name", "kind", acts::text[] as "acts"
from "city"."units"
where "city" = $1
order by "unit"
