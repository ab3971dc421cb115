select "upload"
from "recourse"."uploads"
where "city" = $1 and "case_id" = $2
