//! Threads that own many calls each and move audio between sockets and prompts on one beat.
