import type { Answer, Api } from '../shared/api.mts';
import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { isRecord, listAt, recordsAt } from '../shared/values.mts';
import type { Table } from './calls.mts';
import { bulkRows, firstPersonOf, rows } from './calls.mts';

const TABLES: readonly Table[] = ['lifecycle', 'work', 'employment'];

interface Said {
	inHeader: boolean;
	inBody: boolean;
	columns: number;
}

/** What an answer, or a part of it, says of columns that may not be seen. */
function saidIn({ headers, body }: Answer): Said {
	const places = [body, ...recordsAt(body, 'results')].filter(isRecord);
	const restricted = places.flatMap((place) => recordsAt([place['restricted_columns']]));
	return {
		inHeader: headers.get('x-has-restricted-columns') === 'true',
		inBody: restricted.length > 0,
		columns: restricted.flatMap((one) => listAt(one, 'no_view_permission')).length,
	};
}

async function saidOf(api: Api): Promise<{ own: Said[]; bulk: Said[] }> {
	const id = await firstPersonOf(api);
	const own: Said[] = [];
	const bulk: Said[] = [];
	for (const table of TABLES) {
		const answers = [
			{ kept: own, answer: id && (await api.look(rows(table, id), [403, 404])) },
			{ kept: bulk, answer: await api.look(bulkRows(table), [403]) },
		];
		for (const { kept, answer } of answers) {
			if (answer && answer.status < 400) kept.push(saidIn(answer));
		}
	}
	// Where nothing may be read, the question is refused and not answered.
	if (own.length + bulk.length === 0) await api.read(bulkRows('lifecycle'));
	return { own, bulk };
}

export const restrictedColumns = question({
	name: 'restricted-columns',
	question: 'Do bulk reads say which columns the service user may not see (`restricted_columns`)?',
	answers: {
		bulk: 'Yes, as reads of one person do',
		own: 'No: reads of one person do, bulk reads do not',
		'bulk-only': 'Bulk reads do, reads of one person do not',
		unseen: 'Cannot tell: no column of the tables that were read is hidden from this service user',
	},
	evidence: saidOf,
	find: ({ own, bulk }) => {
		const says = (all: readonly Said[]): boolean =>
			all.some(({ inHeader, inBody }) => inHeader || inBody);
		const seen = [
			count(
				'columns hidden in reads of one person',
				own.reduce((sum, one) => sum + one.columns, 0),
			),
			count('bulk reads with the header', bulk.filter(({ inHeader }) => inHeader).length),
			count('bulk reads with the field', bulk.filter(({ inBody }) => inBody).length),
		];
		if (says(own)) return finding(says(bulk) ? 'bulk' : 'own', ...seen);
		return finding(says(bulk) ? 'bulk-only' : 'unseen', ...seen);
	},
});
