select "body", "email", "language"
from "recourse"."news"
where "city" = $1 and "confirmed_at" is not null and "late" = $2
order by "body", "email"
