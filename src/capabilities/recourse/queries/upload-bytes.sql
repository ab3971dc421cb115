select coalesce(sum("parts"."size"), 0) as "bytes"
from "recourse"."uploads" as "uploads"
inner join "recourse"."parts" as "parts" on "parts"."city" = "uploads"."city" and "parts"."upload" = "uploads"."upload"
where "uploads"."city" = $1 and "uploads"."key" = $2 and "uploads"."begun_at" >= $3
