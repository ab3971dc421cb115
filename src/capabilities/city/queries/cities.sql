select "city", "number", "name", "hosts", "languages", "contact", "data_protection_contact", "hosted_by", "demo", "real_data_notice", "accent", "ground", "logo", optional_fields::text[] as "optional_fields"
from "city"."cities"
order by "number"
