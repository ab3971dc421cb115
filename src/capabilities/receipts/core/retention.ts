/** As long the register keeps a receipt, counted from the day of the check: the holder's page says it, the job of the night does it. */
export const KEPT_MONTHS = 12
