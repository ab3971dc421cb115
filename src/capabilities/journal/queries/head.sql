select "size", "root"
from "journal"."heads"
where "city" = $1
