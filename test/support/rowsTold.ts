import type { IDataObject } from 'n8n-workflow';

/** A vendor, as far as the tests of rows have to know it. */
export interface RowsOfVendor {
	/** What is told of work, by the name of the table. */
	readonly work: Readonly<Record<string, object>>;
	/** Tables whose changes the vendor does not tell. */
	readonly readOnly?: readonly string[];
	/** The simulator has rows with planted fields: the items of the trigger and of the action node. */
	told(): Promise<{ byTrigger: object[]; byAction: object[] }>;
}

/** Is in everything that may not leave. */
export const MARK = 'PLANTED';

/** Fields that are in no list. */
export const PLANTED = {
	...{ iban: MARK, new_unknown_field: MARK, salary_amount: MARK, comments: MARK, birth_date: MARK },
	...{ nationalId: MARK, home_address: { street: MARK }, version_data: [{ bonus: MARK }] },
	...{ salaryPayType: MARK, customColumns: { column_1: MARK }, employment_note: MARK },
};

/** A part of an object that leaves is no other than the row itself. */
export const INSIDE = { id: '77', private_phone: MARK };

/** The parameters of a trigger that reports repeats as well. */
export const LISTENING = { listenFor: 'hrEvents', options: { skipRepeats: false } };

/** The parameters of an operation that reads one person. */
export const byId = (value: unknown): IDataObject => ({
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
	returnAll: true,
});

/** Stands for any text. */
export const text: unknown = expect.any(String);
