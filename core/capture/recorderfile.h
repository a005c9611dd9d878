// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

#include <memory>

namespace capture {

// The file a capture is written to. Nobody else may read a new one: payloads are other people's.
// Where writing fails the file ends after what was written whole.
class RecorderFile final
{
public:
    enum class Place {
        New,     ///< refuses what is there already
        Replace, ///< of what is there, begins anew
        Beside,  ///< its goal's place is taken when it is complete; until then nothing is touched
    };

    [[nodiscard]] static base::Result<std::unique_ptr<RecorderFile>> open(const QString &path,
                                                                          Place place);
    ~RecorderFile(); ///< what is beside its goal still goes
    Q_DISABLE_COPY_MOVE(RecorderFile)

    [[nodiscard]] base::Result<base::Done> write(QByteArrayView bytes);
    [[nodiscard]] base::Result<base::Done> sync(); ///< what was written survives a power cut
    [[nodiscard]] base::Result<base::Done> finish();
    [[nodiscard]] qint64 size() const { return m_size; } ///< of whole lines

private:
    RecorderFile(QByteArray path, QByteArray goal, int descriptor);

    [[nodiscard]] base::Result<base::Done> lockGoal();

    QByteArray m_path; // as the system takes it
    QByteArray m_goal; // empty: it is where it belongs
    int m_descriptor;
    int m_lock = -1; // of what is at the goal
    qint64 m_size = 0;
};

} // namespace capture
