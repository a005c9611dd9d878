// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

// What a server's answers on $SYS.REQ… say, from bytes that anybody may have sent.
namespace jwt {

struct AnsweringServer
{
    QByteArray name, id, version;

    [[nodiscard]] QString text() const; ///< "n1 (NCX3…, 2.9.10)"
    bool operator==(const AnsweringServer &) const = default;
};

struct ServerAnswer
{
    AnsweringServer server;
    QString error;               ///< its description; empty: none
    QList<QByteArray> accounts;  ///< CLAIMS.LIST; of ACCOUNTZ those that are loaded
    QByteArray token;            ///< ACCOUNTZ of one account: in use; empty: none
    QList<QByteArray> operators; ///< VARZ: trusted_operators_jwt
};

// Nothing if it is no such answer.
[[nodiscard]] std::optional<ServerAnswer> readServerAnswer(QByteArrayView payload);

} // namespace jwt
