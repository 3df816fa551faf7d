import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import type { Fields } from '../shared/values.mts';
import { isRecord, recordsAt } from '../shared/values.mts';
import { recordsOf } from './calls.mts';

/** Whether it is as documented: one that is not there is left out. */
function isDocumented(record: Fields): boolean {
	const texts = ['department', 'legal_entity', 'reports_to', 'status', 'start_date'];
	const rows = record['employment_group'];
	return (
		texts.every((name) => record[name] === undefined || typeof record[name] === 'string') &&
		(rows === undefined || (Array.isArray(rows) && rows.every(isRecord)))
	);
}

export const recordForms = question({
	name: 'record-forms',
	question: 'Are the fields of a single record of the forms that are documented?',
	answers: {
		documented: 'Yes',
		other: 'No, some are of other forms',
		unseen: 'Cannot tell: nobody could be read',
	},
	evidence: recordsOf,
	find: (records) => {
		const of = (name: string): unknown[] => records.map((record) => record[name]);
		const rows = records.flatMap((record) => recordsAt(record, 'employment_group'));
		const seen = [
			count('records', records.length),
			kinds('department', of('department')),
			kinds('legal_entity', of('legal_entity')),
			kinds('reports_to', of('reports_to')),
			kinds('start_date', of('start_date')),
			kinds('work_email', of('work_email')),
			kinds('employment_group', of('employment_group')),
			kinds(
				'history_of of its rows',
				rows.map((row) => row['history_of']),
			),
		];
		if (records.length === 0) return finding('unseen', ...seen);
		return finding(records.every(isDocumented) ? 'documented' : 'other', ...seen);
	},
});
