package io.assay.validate.docs;

/// How the code of a block is run: as a program, or typed into a session.
sealed interface Manner permits Dialect, Session {}
