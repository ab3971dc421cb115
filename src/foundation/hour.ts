/** The hour that an instant is in: all that is kept of when somebody wrote. */
export function toHour(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 3_600_000) * 3_600_000)
}
