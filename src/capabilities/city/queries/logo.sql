select "png"
from "city"."logos"
where "city" = $1 and "logo" = $2
