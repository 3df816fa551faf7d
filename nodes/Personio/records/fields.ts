import { z } from 'zod/v4';

import { idField } from '../../shared/outbound/fields';

/** A record that is only named. */
export const reference = z.looseObject({ id: idField }).nullish();
