/** What stands before the base32 of a holder hash in the QR that a carnet shows to an officer. */
export const CARNET_CODE = 'VAVH1'
