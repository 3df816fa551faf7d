/** How every private value begins: nothing of the sort may leave a node unasked. */
export const PRIVATE_MARK = 'PRIVATE-';

/** The base salary in every salary row: no other number is like it. */
export const SALARY_AMOUNT = 765_432;
