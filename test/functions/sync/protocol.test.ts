import { delegationStories } from '../../stage/delegation-stories.ts';
import { sourceStories } from '../../stage/source-stories.ts';
import { stories } from '../../stage/stories.ts';
import { comesRight } from './protocol/comes-right.ts';

// Served hosts go the same way as annotations, and take the same two minutes.
comesRight([...stories, ...delegationStories, ...sourceStories.slice(0, 1)]);
