import { lookUp } from '../../shared/model/lookUp';
import { word } from './word';

/** For each status of a person or an employment: whether the person is employed. */
const EMPLOYED: Readonly<Record<string, boolean>> = {
	ACTIVE: true,
	LEAVE: true,
	ONBOARDING: true,
	INACTIVE: false,
};

/** The known statuses. `UNSPECIFIED` is not one of them, because it says nothing. */
export const STATUSES: readonly string[] = Object.keys(EMPLOYED);

/**
 * The status of a person or of an employment, in upper or lower case, with or without blanks around
 * it.
 */
export const status = word(STATUSES);

/**
 * Whether a status says that somebody is employed.
 * @returns null if it says neither: it is missing, `UNSPECIFIED`, or a word that is not known here
 */
export function saysEmployed(said: string | null | undefined): boolean | null {
	return lookUp(EMPLOYED, said) ?? null;
}
