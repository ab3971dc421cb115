/** Quarters of a year as French statistics write them: `2027-T1`. */
export type Quarter = string

const FORM = /^(\d{4})-T([1-4])$/

/** First and last day, or `undefined` for a text that names no quarter. */
export function quarterDays(quarter: Quarter): { readonly first: string; readonly last: string } | undefined {
  const [, year = '', number = ''] = FORM.exec(quarter) ?? []
  if (year === '') return undefined
  const month = Number(number) * 3
  const last = new Date(Date.UTC(Number(year), month, 0)).getUTCDate()
  return { first: `${year}-${String(month - 2).padStart(2, '0')}-01`, last: `${year}-${String(month).padStart(2, '0')}-${last}` }
}

/** The quarter of a day (`2027-03-01`). */
export function quarterOf(day: string): Quarter {
  return `${day.slice(0, 4)}-T${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** The quarters that were over on a day, the newest first. */
export function quartersBefore(day: string, count: number): readonly Quarter[] {
  let year = Number(day.slice(0, 4))
  let number = Math.ceil(Number(day.slice(5, 7)) / 3)
  return Array.from({ length: count }, () => {
    number -= 1
    if (number === 0) [year, number] = [year - 1, 4]
    return `${year}-T${number}`
  })
}
