select "dedup", "salt"
from "journal"."entries"
where "city" = $1 and dedup = any($2::bytea[])
