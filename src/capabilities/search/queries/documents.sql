select "path", "language", "title", "body"
from "search"."documents"
where "city" = $1
order by "path", "language"
