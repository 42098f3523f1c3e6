import type { Metadata } from "next";
import { PublishedResults } from "@/components/suite-runs/published-results";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/server/auth/viewer";

export const metadata: Metadata = { title: "Published results" };

export default async function PublishedPage() {
  await requireViewer();
  return (
    <>
      <PageHeader
        back={{ href: "/suites", label: "Suites" }}
        title="Published results"
        description="What others measured on public benchmarks of full-duplex speech, to be read beside your own runs."
      />
      <PublishedResults />
    </>
  );
}
