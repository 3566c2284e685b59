//! Turns samples into digits and prompts into samples, frame by frame.
