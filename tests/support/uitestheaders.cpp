// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// Empty: its target exists for its precompiled headers (see tests/CMakeLists.txt).
