import { shortened } from './shortened';

export = shortened(Infinity);
