select "version"
from "activity"."publications"
where "city" = $1 and "report" = $2 and "version" = $3
