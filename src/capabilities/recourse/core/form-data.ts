import { z } from 'zod'
import { hex, slug } from './vault/shapes.ts'

/** What the offline form has in it beside its program: for one body, as its host served it when the form was made. */
export const formDataShape = z.object({
  city: z.string(),
  /** Origin of the city's site. */
  host: z.string(),
  body: slug,
  title: z.string(),
  contact: z.string(),
  root: hex(32),
  /** First to newest, each signed by the root. */
  rosters: z.array(z.unknown()),
})
export type FormData = z.infer<typeof formDataShape>
