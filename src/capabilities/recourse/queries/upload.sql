select "uploads"."body", "uploads"."key", "uploads"."case_id", "parts"."part", "parts"."sha256", "parts"."size"
from "recourse"."uploads" as "uploads"
left join "recourse"."parts" as "parts" on "parts"."city" = "uploads"."city" and "parts"."upload" = "uploads"."upload"
where "uploads"."city" = $1 and "uploads"."upload" = $2
order by "parts"."part"
