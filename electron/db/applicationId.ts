/** "BDSK" in the header of every data file, by which Billing Desk and `file` know it from any other SQLite file. */
export const APPLICATION_ID = 0x4244534b;

/** "BDSR": a review copy, which opens for review only. Not our number, so that an older Billing Desk refuses it too. */
export const REVIEW_COPY_ID = 0x42445352;
