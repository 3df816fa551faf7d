export const VENDOR_NAMES = ['factorial', 'hibob', 'personio', 'workable'] as const;

export type VendorName = (typeof VENDOR_NAMES)[number];
