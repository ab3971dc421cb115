import { z } from 'zod'

// These pages turn no text into code (Trusted Types): zod is told not to try, before the first shape is made.
z.config({ jitless: true })
