import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Kind } from './kind';
import { kindOf } from './kind';
import { severalOf } from './lists';

/** Options of a parameter, with values whose type the code knows. */
type Options<T extends string> = ReadonlyArray<
	Omit<INodePropertyOptions, 'value'> & { readonly value: T }
>;

/**
 * One of a few values. The label of a value is accepted too; upper and lower case make no difference.
 */
export function oneOf<T extends string>(options: Options<T>): Kind<T> {
	const among = `one of: ${labelsOf(options)}`;
	return kindOf(optionSchema(options), { noun: among, takes: among });
}

/** One or more of a few values. */
export function someOf<T extends string>(options: Options<T>): Kind<T[]> {
	const labels = labelsOf(options);
	return kindOf(severalOf(optionSchema(options)), {
		noun: `a list of: ${labels}`,
		takes: `one or more of: ${labels}; separated by commas or as a list`,
	});
}

function labelsOf(options: Options<string>): string {
	return options.map(({ name }) => name).join(', ');
}

function optionSchema<T extends string>(options: Options<T>): z.ZodType<T> {
	return z.string().transform((entered, context): T => {
		const word = entered.trim().toLowerCase();
		const found = options.find(
			({ name, value }) => value.toLowerCase() === word || name.toLowerCase() === word,
		);
		if (found !== undefined) return found.value;
		context.addIssue('not an option');
		return z.NEVER;
	});
}
