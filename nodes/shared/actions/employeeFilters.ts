import { field } from './field';
import { textOrNumber } from './kind';
import { emails } from './lists';

/*
 * Filters for people that several vendors offer.
 */

/** The filter by e-mail addresses; several may be given. */
export const emailFilter = field(
	{
		displayName: 'Emails',
		name: 'emails',
		type: 'string',
		default: '',
		placeholder: 'e.g. nathan@example.com',
		description: 'E-mail addresses, separated by commas or as a list',
	},
	emails,
);

/** The filter by words in the name. */
export const nameFilter = field(
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		description: 'Words in the name',
	},
	textOrNumber,
);
