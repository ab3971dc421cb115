select "version", "file"
from "recourse"."indexes"
where "city" = $1 and "body" = $2
