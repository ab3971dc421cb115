select "upload"
from "recourse"."uploads"
where "city" = $1 and "begun_at" < $2 and "case_id" is null
order by "upload"
