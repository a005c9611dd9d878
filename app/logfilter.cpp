// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/logfilter.h"

#include <QtCore/QString>

namespace app {

namespace {

using namespace Qt::StringLiterals;

QtMessageHandler s_before = nullptr;

bool isNoise(const QMessageLogContext &context, const QString &text)
{
    return qstrcmp(context.category, "qt.tlsbackend.ossl") == 0
        && text.startsWith("Unable to parse PKCS#12 structure"_L1);
}

void log(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (!isNoise(context, text))
        s_before(type, context, text);
}

} // namespace

void filterLog()
{
    s_before = qInstallMessageHandler(log);
}

} // namespace app
