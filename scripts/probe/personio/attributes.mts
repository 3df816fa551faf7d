import type { Api } from '../shared/api.mts';
import { count, kinds, words } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import type { Fields } from '../shared/values.mts';
import { recordsAt, textAt } from '../shared/values.mts';
import { personsOf } from './calls.mts';

const NAMES = ['string', 'int', 'double', 'date', 'boolean', 'string_list'] as const;
const UPPER = ['STRING', 'INT', 'DOUBLE', 'DATE', 'BOOLEAN', 'STRING_LIST', 'UNSPECIFIED'] as const;

async function attributesOf(api: Api): Promise<Fields[]> {
	return (await personsOf(api)).flatMap((person) => recordsAt(person, 'custom_attributes'));
}

export const attributeTypes = question({
	name: 'attribute-types',
	question: 'Are the types of custom attributes in lower or upper case?',
	answers: {
		lower: 'In lower case',
		upper: 'In upper case',
		other: 'In both, or there are others',
		unseen: 'Cannot tell: nobody has custom attributes that may be seen',
	},
	evidence: attributesOf,
	find: (attributes) => {
		const types = attributes.map(({ type }) => type);
		const seen = [
			count('attributes', attributes.length),
			words('type', types, [...NAMES, ...UPPER]),
			kinds(
				'label',
				attributes.map(({ label }) => label),
			),
			kinds(
				'global_id',
				attributes.map((one) => one['global_id']),
			),
		];
		const isOf = (known: readonly string[]): boolean =>
			types.every((type) => typeof type === 'string' && known.includes(type));
		if (types.length === 0) return finding('unseen', ...seen);
		if (isOf(NAMES)) return finding('lower', ...seen);
		return finding(isOf(UPPER) ? 'upper' : 'other', ...seen);
	},
});

export const listAttributes = question({
	name: 'list-attributes',
	question: 'Do custom attributes that are lists come as lists, or as text in JSON?',
	answers: {
		lists: 'As lists',
		json: 'As text in JSON',
		other: 'Otherwise: see the kinds',
		several: 'In several ways',
		unseen: 'Cannot tell: nobody has one that may be seen and is filled',
	},
	evidence: attributesOf,
	find: (attributes) => {
		const values = attributes
			.filter((one) => textAt(one, 'type')?.toLowerCase() === 'string_list')
			.map(({ value }) => value)
			.filter((value) => value !== null && value !== undefined && value !== '');
		const seen = kinds('value', values);
		const forms = new Set(
			values.map((value) => {
				if (Array.isArray(value)) return 'lists' as const;
				const isJson = typeof value === 'string' && /^\s*\[.*\]\s*$/s.test(value);
				return isJson ? ('json' as const) : ('other' as const);
			}),
		);
		const [first] = forms;
		if (first === undefined) return finding('unseen', seen);
		return finding(forms.size === 1 ? first : 'several', seen);
	},
});
