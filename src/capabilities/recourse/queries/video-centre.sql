select "email"
from "recourse"."video_centres"
where "city" = $1
order by "set_at" desc
limit $2
