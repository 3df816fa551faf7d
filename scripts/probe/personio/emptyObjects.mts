import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { idAt, isRecord, recordsAt } from '../shared/values.mts';
import { employmentsOf } from './calls.mts';

const REFERENCES = ['supervisor', 'office', 'legal_entity'] as const;

/** How a reference to nothing stands there; undefined where there is something. */
function emptyForm(value: unknown): 'null' | 'missing' | 'object' | 'other' | undefined {
	if (value === undefined) return 'missing';
	if (value === null) return 'null';
	if (isRecord(value)) return idAt(value, 'id') === undefined ? 'object' : undefined;
	return value === '' || (Array.isArray(value) && value.length === 0) ? 'other' : undefined;
}

export const emptyObjects = question({
	name: 'empty-objects',
	question: 'What stands in an employment where there is no supervisor, office or legal entity?',
	answers: {
		null: 'null',
		missing: 'Nothing: the field is left out (or may not be seen)',
		object: 'An object without an id',
		other: 'An empty text or list',
		several: 'It differs',
		unseen: 'Cannot tell: the employments that were looked at have all three',
	},
	evidence: employmentsOf,
	find: (employments) => {
		const references = employments.flatMap((one) => REFERENCES.map((name) => one[name]));
		const parts = employments.flatMap((one) => [
			...recordsAt(one, 'org_units'),
			...recordsAt(one, 'cost_centers'),
		]);
		const seen = [
			count('employments', employments.length),
			kinds(
				'supervisor',
				employments.map(({ supervisor }) => supervisor),
			),
			kinds(
				'office',
				employments.map(({ office }) => office),
			),
			kinds(
				'legal_entity',
				employments.map((one) => one['legal_entity']),
			),
			kinds(
				'termination',
				employments.map(({ termination }) => termination),
			),
			count(
				'org units and cost centers without an id',
				parts.filter((one) => idAt(one, 'id') === undefined).length,
			),
		];
		const forms = new Set(references.map(emptyForm).filter((form) => form !== undefined));
		const [first] = forms;
		if (first === undefined) return finding('unseen', ...seen);
		return finding(forms.size === 1 ? first : 'several', ...seen);
	},
});
