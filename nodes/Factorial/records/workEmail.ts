import { orNull } from '../../shared/reading/fields';

/** The e-mail addresses that Factorial keeps of a person, except one that is not confirmed yet. */
export interface Addresses {
	readonly email?: string | null | undefined;
	/** The address of the session: the person signs in with it. */
	readonly login_email?: string | null | undefined;
	/** The confirmed address for messages of the company. */
	readonly communications_email?: string | null | undefined;
	readonly personal_email?: string | null | undefined;
}

/**
 * The e-mail address at which a person is reached for work. Factorial describes `email` as the
 * personal address, but in use it is the work address. So `email` is used, unless Factorial itself
 * shows that this address is private. Then another address that is not private is used. If there is
 * none, the private address is used only if the person also signs in with it, or gets messages of
 * the company there.
 * https://apidoc.factorialhr.com/reference/get_employees-employees-id
 */
export function workEmailOf(person: Addresses | null): string | null {
	const [email, login, communications, personal] = [
		person?.email,
		person?.login_email,
		person?.communications_email,
		person?.personal_email,
	].map(orNull);
	if (email == null || !isSame(email, personal)) return email ?? null;
	const other = [communications, login].find((one) => one != null && !isSame(one, personal));
	if (other != null) return other;
	return isSame(email, login) || isSame(email, communications) ? email : null;
}

/** Upper and lower case make no difference in an address. */
function isSame(one: string, other: string | null | undefined): boolean {
	return one.toLowerCase() === other?.toLowerCase();
}
