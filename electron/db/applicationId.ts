/** "BDSK" in the header of every data file, by which Billing Desk and `file` know it from any other SQLite file. */
export const APPLICATION_ID = 0x4244534b;
