// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace app {

// Keeps off standard error what Qt says of each passphrase that does not open a PKCS#12 file: the
// empty one is tried to find out whether one is needed, and what is wrong with a given one is said
// where it is wrong. All else is logged as before. Once, before there are threads.
void filterLog();

} // namespace app
